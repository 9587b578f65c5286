namespace GenreNet.Training.Search;

/// <summary>A step of a search, after which only the best trials go on.</summary>
/// <param name="Epochs">Epochs that a trial has been fitted for at its end, all rungs before it included.</param>
/// <param name="TrialCount">Most trials that take part.</param>
public readonly record struct Rung(int Epochs, int TrialCount);
