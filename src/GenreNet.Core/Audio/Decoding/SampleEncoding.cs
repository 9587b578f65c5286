namespace GenreNet.Core.Audio;

/// <summary>Specifies the encoding of a sample in a file.</summary>
internal enum SampleEncoding
{
    Unsigned8,
    Signed8,
    Signed16,
    Signed24,
    Signed32,
    Float32,
    Float64,
    MuLaw,
    ALaw,
}
