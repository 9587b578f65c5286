namespace GenreNet.Pretrained;

/// <summary>
/// Provides the AudioSet labels that a music model needs, by their index among the 527 outputs of networks trained on AudioSet.
/// </summary>
/// <remarks>
/// Gemmeke et al., "Audio Set: An ontology and human-labeled dataset for audio events" (2017); the ontology is under CC BY 4.0. Genres that
/// GTZAN also has use GTZAN's names.
/// </remarks>
internal static class AudioSetLabels
{
    /// <summary>The number of AudioSet labels.</summary>
    public const int Count = 527;

    /// <summary>
    /// Gets the genres and styles of music, in ordinal order. Moods and parts of music, such as <c>happy</c> or <c>song</c>, are excluded.
    /// </summary>
    public static IReadOnlyList<(int Index, string Name)> Genres { get; } =
        [.. (((int Index, string Name)[])
        [
            (216, "pop"), (217, "hiphop"), (219, "rock"), (220, "metal"), (221, "punk rock"), (222, "grunge"), (223, "progressive rock"),
            (224, "rock and roll"), (225, "psychedelic rock"), (226, "rhythm and blues"), (227, "soul"), (228, "reggae"), (229, "country"), (230, "swing"),
            (231, "bluegrass"), (232, "funk"), (233, "folk"), (234, "middle eastern"), (235, "jazz"), (236, "disco"), (237, "classical"), (238, "opera"),
            (239, "electronic"), (240, "house"), (241, "techno"), (242, "dubstep"), (243, "drum and bass"), (244, "electronica"), (245, "electronic dance"),
            (246, "ambient"), (247, "trance"), (248, "latin american"), (249, "salsa"), (250, "flamenco"), (251, "blues"), (252, "children's"),
            (253, "new age"), (254, "vocal"), (255, "a cappella"), (256, "african"), (257, "afrobeat"), (258, "christian"), (259, "gospel"), (260, "asian"),
            (261, "carnatic"), (262, "bollywood"), (263, "ska"), (264, "traditional"), (265, "independent"), (268, "theme"), (269, "jingle"),
            (270, "soundtrack"), (271, "lullaby"), (272, "video game"), (273, "christmas"), (274, "dance"), (275, "wedding"),
        ]).OrderBy(label => label.Name, StringComparer.Ordinal)];

    /// <summary>Gets the kinds of sound, music first.</summary>
    public static IReadOnlyList<(int Index, string Name)> Content { get; } =
    [
        (137, "music"), (138, "musical instrument"), (27, "singing"),
        (0, "speech"), (500, "silence"), (513, "noise"), (520, "white noise"), (521, "pink noise"), (515, "static"), (501, "sine wave"), (496, "hum"),
        (493, "rumble"), (67, "applause"), (69, "crowd"), (16, "laughter"), (72, "animal"), (111, "bird"), (300, "vehicle"), (343, "engine"),
        (339, "helicopter"), (288, "water"), (289, "rain"), (283, "wind"), (287, "thunder"), (389, "telephone"), (388, "alarm"), (396, "siren"),
        (407, "ticking"), (491, "clicking"), (384, "typing"), (418, "tools"), (426, "explosion"),
        (84, "hiss"), (130, "buzz"), (390, "telephone bell"), (391, "ringtone"), (392, "dialling"), (393, "dial tone"), (394, "busy signal"), (398, "buzzer"),
        (481, "beep"), (503, "chirp tone"), (505, "pulse"),
    ];

    /// <summary>Gets the labels of <see cref="Content"/> that mean music.</summary>
    public static IReadOnlyList<string> Music { get; } = ["music", "musical instrument", "singing"];
}
