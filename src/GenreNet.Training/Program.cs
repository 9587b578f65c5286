using System.Runtime.InteropServices;
using GenreNet.Training.Cli;

using var cancellation = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
return GenreNetCli.Run(args, Terminal.OfProcess(cancellation.Token));

// The first signal ends the work in order; a second one ends the process at once.
void Stop(PosixSignalContext context)
{
    context.Cancel = !cancellation.IsCancellationRequested;
    cancellation.Cancel();
}
