using GenreNet.Server;

return await ServerCommand.RunAsync(args);
