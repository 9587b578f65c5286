using GenreNet.Core;
using GenreNet.Core.Audio;
using GenreNet.Core.Features;

namespace GenreNet.Inference.Tests.Models.Loading;

public class FirstFeaturesTests
{
    [Theory]
    [InlineData(FeatureKind.Mfcc)]
    [InlineData(FeatureKind.Summary)]
    [InlineData(FeatureKind.EfficientAtMel)]
    public void The_features_of_a_made_up_sound_can_be_computed(FeatureKind kind)
    {
        FeatureOptions options = kind switch
        {
            FeatureKind.Summary => FeatureOptions.Summaries,
            FeatureKind.EfficientAtMel => FeatureOptions.EfficientAtMels,
            _ => FeatureOptions.Default,
        };
        Assert.Null(Record.Exception(() => FirstFeatures.Compute(new FeaturePipeline(options))));
    }

    [Fact]
    public void Features_that_need_an_encoder_are_not_an_error()
    {
        var pipeline = new FeaturePipeline(FeatureOptions.Encoded(FeatureOptions.LogMels, new FeatureEncoder { Name = "encoder", Sha256 = new string('a', 64), Size = 4 }));
        Assert.Throws<GenreNetException>(() => pipeline.OpenReader(new AudioBuffer(new float[100], 22050).OpenReader()));
        Assert.Null(Record.Exception(() => FirstFeatures.Compute(pipeline)));
    }
}
