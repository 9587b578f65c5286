namespace GenreNet.Architecture.Tests;
public class ZTests { [Theory] [InlineData("GenreNet.Core")] [InlineData("GenreNet.Inference")] [InlineData("GenreNet.Networks")] [InlineData("GenreNet.Pretrained")] [InlineData("GenreNet.Server")] [InlineData("GenreNet.Training")]
public void Z(string p) { var g = FolderGraph.Of(p); File.WriteAllText("/tmp/graph-" + p + ".txt", string.Join("\n\n", g.Cycles()) + "\n\nALL\n" + string.Join("\n", g.Uses.Select(u => u.Key.From + " -> " + u.Key.To + " " + u.Value.Count))); } }
