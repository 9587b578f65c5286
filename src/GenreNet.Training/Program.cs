using GenreNet.Training;
using GenreNet.Training.Cli;

using var interruption = new Interruption();
return interruption.CodeOf(GenreNetCli.Run(args, Terminal.OfProcess(interruption.Token)));
