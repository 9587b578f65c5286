using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.Core.IO;
using GenreNet.Networks;
using GenreNet.Training.Fitting;

namespace GenreNet.Training.Search;

/// <summary>
/// Searches for hyperparameters by fitting points of a search space; selects on the validation tracks only and saves its state after each
/// trial.
/// </summary>
/// <remarks>An interrupted search is resumed by the same call, and gives the same table as an uninterrupted one.</remarks>
public sealed class HyperparameterSearch
{
    private readonly FeatureSet _data;
    private readonly TrainingOptions _options;
    private readonly SearchSpace _space;
    private readonly SearchOptions _search;
    private readonly SearchFolder _folder;
    private readonly SearchOrigin _origin;
    private readonly SearchPlan _plan;
    private readonly TrialRanking _ranking;
    private readonly TrialFit _fit;
    private readonly int _folds;
    private readonly Trial[] _trials;

    /// <summary>Prepares a search, or resumes the one stored in a folder.</summary>
    /// <param name="data">The features and labels of all segments.</param>
    /// <param name="split">The split; its test tracks are not used.</param>
    /// <param name="options">The settings that all trials share.</param>
    /// <param name="space">The settings that vary between trials.</param>
    /// <param name="search">The settings of the search.</param>
    /// <param name="folder">The folder of the search.</param>
    /// <exception cref="GenreNetException">The folder contains another search, a network does not accept the segments, or the
    /// split has no tracks for selection.</exception>
    public HyperparameterSearch(FeatureSet data, DataSplit split, TrainingOptions options, SearchSpace space, SearchOptions search, SearchFolder folder)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(split);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(search);
        ArgumentNullException.ThrowIfNull(folder);
        if (options.Monitor == MonitorKind.None)
        {
            throw new GenreNetException("A search compares trials on the validation tracks, and the monitor None leaves none. Use the monitor Loss or Accuracy.");
        }

        (_data, _options, _space, _search, _folder) = (data, options, space, search, folder);
        IReadOnlyList<DataSplit> splits = SearchSplits.Of(data, split, search.Folds, options.Seed);
        (_fit, _folds) = (new TrialFit(data, splits), splits.Count);
        _origin = SearchOrigin.Of(data, split, options, space, search);
        IReadOnlyList<IReadOnlyDictionary<string, string>> points = space.Draw(search.Trials, options.Seed);
        SearchState? earlier = folder.Load(_origin);
        _trials = [.. points.Select((values, i) => new Trial(i + 1, values, earlier?.Trials.ElementAtOrDefault(i)?.Results ?? []))];
        _plan = search.Plan(_trials.Length, options.Epochs);
        _ranking = new TrialRanking(_plan, search.Objective);
    }

    /// <summary>The rungs of the search.</summary>
    public SearchPlan Plan => _plan;

    /// <summary>Number of trials; fewer than requested if the space has fewer points.</summary>
    public int TrialCount => _trials.Length;

    /// <summary>Number of trials started by an earlier run.</summary>
    public int EarlierCount => _trials.Count(t => t.Results.Count > 0);

    /// <summary>Runs the remaining trials.</summary>
    /// <param name="progress">Receives a report after each epoch and each trial.</param>
    /// <param name="cancellationToken">Stops after the current batch.</param>
    /// <exception cref="GenreNetException">All trials failed, or a file cannot be written.</exception>
    public SearchResult Run(IProgress<SearchProgress>? progress, CancellationToken cancellationToken)
    {
        int total = (int)Math.Min(int.MaxValue, _plan.EpochCount * _folds);
        int done = 0;
        Save();
        for (int rung = 0; rung < _plan.Rungs.Count; rung++)
        {
            int epochs = _plan.Rungs[rung].Epochs;
            int share = (epochs - (rung == 0 ? 0 : _plan.Rungs[rung - 1].Epochs)) * _folds;
            IReadOnlyList<Trial> entering = _ranking.Entering(_trials, rung);
            DeleteCheckpointsBut(entering);
            foreach (Trial trial in entering)
            {
                if (!trial.HasDone(rung))
                {
                    int fitted = 0;
                    void Tell() => progress?.Report(new SearchProgress(done + Math.Min(++fitted, share), total));
                    Add(trial, _fit.Run(OptionsOf(trial), rung, epochs, fold => _folder.Checkpoint(trial.Number, fold), Tell, cancellationToken));
                    if (rung == _plan.Rungs.Count - 1)
                    {
                        _folder.DeleteCheckpoints(trial.Number, _folds);
                    }
                }

                done += share;
                progress?.Report(new SearchProgress(done, total, _trials[trial.Number - 1]));
            }
        }

        _folder.DeleteCheckpoints();
        IReadOnlyList<Trial> best = _ranking.BestFirst(_trials);
        return best[0].Last is { IsComplete: true }
            ? new SearchResult(_search, _space, _plan, best, OptionsOf(best[0]))
            : throw new GenreNetException($"All trials failed ({_trials.Length}). Error of the first: {_trials[0].Last?.Failure ?? "unknown."}");
    }

    private void Add(Trial trial, TrialResult result)
    {
        _trials[trial.Number - 1] = trial.With(result);
        Save();
    }

    private void Save() => _folder.Save(new SearchState { FormatVersion = SearchState.CurrentFormat, Origin = _origin, Trials = _trials }, _ranking);

    private void DeleteCheckpointsBut(IReadOnlyList<Trial> entering)
    {
        foreach (Trial trial in _trials.Where(t => entering.All(e => e.Number != t.Number)))
        {
            _folder.DeleteCheckpoints(trial.Number, _folds);
        }
    }

    private TrainingOptions OptionsOf(Trial trial)
    {
        TrainingOptions options = Tunables.All.Where(t => trial.Values.ContainsKey(t.Name)).Aggregate(_options, (all, t) => t.Apply(all, trial.Values[t.Name]));
        if (trial.Values.TryGetValue(Tunables.Dropout, out string? factor) && Tunable.Number(factor) is not 1 and var scale)
        {
            NetworkSpec network = NetworkSource.Open(options.Network, _data.Genres.Count, _data.Options);
            if (DropoutScale.Matters(network))
            {
                string file = _folder.Network(trial.Number);
                AtomicFile.WriteText(file, NetworkFile.ToJson(DropoutScale.Apply(network, scale)));
                options = options with { Network = file };
            }
        }

        return options;
    }
}
