namespace GenreNet.Pretrained;

/// <summary>Provides the tags that musicnn's networks were trained to recognise, in the order of their outputs.</summary>
/// <remarks>From musicnn's source (ISC licence), <c>musicnn/configuration.py</c>.</remarks>
public static class MusicnnTags
{
    /// <summary>Gets the tags of <c>MSD_musicnn.h5</c>: the 50 most frequent Last.fm tags in the Million Song Dataset.</summary>
    public static IReadOnlyList<string> MillionSongDataset { get; } =
    [
        "rock", "pop", "alternative", "indie", "electronic", "female vocalists", "dance", "00s", "alternative rock", "jazz",
        "beautiful", "metal", "chillout", "male vocalists", "classic rock", "soul", "indie rock", "Mellow", "electronica", "80s",
        "folk", "90s", "chill", "instrumental", "punk", "oldies", "blues", "hard rock", "ambient", "acoustic",
        "experimental", "female vocalist", "guitar", "Hip-Hop", "70s", "party", "country", "easy listening", "sexy", "catchy",
        "funk", "electro", "heavy metal", "Progressive rock", "60s", "rnb", "indie pop", "sad", "House", "happy",
    ];

    /// <summary>Gets the tags of <c>MTT_musicnn.h5</c>: the 50 most frequent tags of MagnaTagATune.</summary>
    public static IReadOnlyList<string> MagnaTagATune { get; } =
    [
        "guitar", "classical", "slow", "techno", "strings", "drums", "electronic", "rock", "fast", "piano",
        "ambient", "beat", "violin", "vocal", "synth", "female", "indian", "opera", "male", "singing",
        "vocals", "no vocals", "harpsichord", "loud", "quiet", "flute", "woman", "male vocal", "no vocal", "pop",
        "soft", "sitar", "solo", "man", "classic", "choir", "voice", "new age", "dance", "male voice",
        "female vocal", "beats", "harp", "cello", "no voice", "weird", "country", "metal", "female voice", "choral",
    ];
}
