namespace GenreNet.Benchmarks.Peers;

/// <summary>Represents another implementation of the same work.</summary>
internal interface IPeer
{
    /// <summary>Gets the name of the peer in the table.</summary>
    string Name { get; }

    /// <summary>Measures one round.</summary>
    /// <param name="clips">The clips.</param>
    /// <param name="repeats">Number of measurements per clip.</param>
    /// <param name="notes">Receives what the reader of the table has to know about the peer, each note once.</param>
    /// <returns>The milliseconds of every case: the median over clips and repeats.</returns>
    IReadOnlyDictionary<string, double> Measure(IReadOnlyList<MeasuredClip> clips, int repeats, ISet<string> notes);
}
