using GenreNet.Core;
using GenreNet.Core.Features;
using GenreNet.Inference.Tests.Support;

namespace GenreNet.Inference.Tests.Models;

public class MfccReferenceTests
{
    [Fact]
    public void Distances_are_in_deviations()
    {
        var reference = new MfccReference { Mean = (float[])[10, -5], Deviation = (float[])[2, 4] };
        Assert.Equal([1.5f, -1f], reference.Distances([13, -9, 7]));
        Assert.Empty(reference.Distances([]));
    }

    [Fact]
    public void Summaries_are_their_own_reference_and_old_cards_of_frames_have_none()
    {
        using var classifier = GenreClassifier.LoadDefault();
        ModelCard summaries = classifier.Card with
        {
            Features = FeatureOptions.Summaries,
            Standardization = classifier.Card.Parts![0].Standardization,
            Parts = null,
            MfccReference = null,
        };
        MfccReference reference = MfccReference.Of(summaries)!;
        Assert.Equal(13, reference.Mean.ToArray().Length);
        int column = SummaryExtractor.ColumnNames.Index().First(c => c.Item == "mfcc1_mean").Index;
        Assert.Equal((summaries.Standardization.Mean.ToArray()[column], summaries.Standardization.Deviation.ToArray()[column]), (reference.Mean.ToArray()[0], reference.Deviation.ToArray()[0]));
        using GenreClassifier frames = Fixture.Load();
        Assert.Null(MfccReference.Of(frames.Card));
    }

    [Fact]
    public void The_embedded_models_reference_is_that_of_its_tracks_and_its_answers_have_means_to_compare_with_it()
    {
        using var classifier = GenreClassifier.LoadDefault();
        MfccReference reference = MfccReference.Of(classifier.Card)!;
        Assert.Equal(-171, reference.Mean.ToArray()[0], 1.0);
        GenrePrediction answer = classifier.Classify(Fixture.Music(), 22050, new ClassificationOptions { IncludeMfccMeans = true });
        Assert.Equal(13, answer.MfccMeans.ToArray().Length);
        Assert.All(reference.Distances(answer.MfccMeans.ToArray()), distance => Assert.InRange(distance, -6, 6));
    }

    [Fact]
    public void A_card_with_an_incomplete_reference_is_rejected()
    {
        using var classifier = GenreClassifier.LoadDefault();
        ModelCard whole = classifier.Card with { MfccReference = new MfccReference { Mean = (float[])[1], Deviation = (float[])[2] } };
        Assert.Equal([2f], ModelCard.Parse(whole.ToJson(), "card").MfccReference!.Deviation.ToArray());
        ModelCard broken = whole with { MfccReference = new MfccReference { Mean = (float[])[1], Deviation = (float[])[0] } };
        Assert.Throws<ModelFormatException>(() => ModelCard.Parse(broken.ToJson(), "card"));
    }

    [Fact]
    public void A_prediction_has_mean_mfccs_only_if_requested()
    {
        using GenreClassifier classifier = Fixture.Load();
        GenrePrediction answer = classifier.Classify(Fixture.Music(), 22050, new ClassificationOptions { IncludeMfccMeans = true });
        Assert.Equal(13, answer.MfccMeans.ToArray().Length);
        // The first is loudness in decibels, times the root of the number of bands: well below zero for music.
        Assert.InRange(answer.MfccMeans.ToArray()[0], -800, -10);
        Assert.Empty(classifier.Classify(Fixture.Music(), 22050).MfccMeans.ToArray());
    }
}
