using System.Buffers.Binary;

namespace GenreNet.Pretrained;

/// <summary>
/// Reads the pickle of a state dict: a dictionary of names and tensors. Builds plain data and never calls anything; rejects all other
/// pickle features.
/// </summary>
/// <remarks>Opcodes: Python's <c>pickletools</c>, protocols 2 to 5. PyTorch writes protocol 2.</remarks>
internal ref struct PickleReader
{
    private const string OrderedDict = "collections OrderedDict";
    private const string RebuildTensor = "torch._utils _rebuild_tensor_v2";

    // The number of objects per tensor, times more tensors than any network has.
    private const int MostObjects = 2_000_000;

    private readonly string _path;
    private readonly List<object?> _stack = [];
    private readonly Stack<int> _marks = new();
    private readonly Dictionary<int, object?> _memo = [];
    private PickleBytes _bytes;

    private PickleReader(ReadOnlySpan<byte> data, string path)
    {
        _bytes = new PickleBytes(data, path);
        _path = path;
    }

    /// <summary>Reads a pickle.</summary>
    /// <param name="data">The complete pickle.</param>
    /// <param name="path">Path of the file in messages.</param>
    /// <returns>The tensors by name.</returns>
    /// <exception cref="Core.ModelFormatException">The pickle is damaged, or contains anything but tensors.</exception>
    public static IReadOnlyDictionary<string, PickledTensor> Read(ReadOnlySpan<byte> data, string path)
    {
        var reader = new PickleReader(data, path);
        object? result = reader.Run();
        if (result is not Dictionary<object, object?> dictionary)
        {
            throw CheckpointFormat.Refused(path, "it does not contain a dictionary of tensors");
        }

        var tensors = new Dictionary<string, PickledTensor>(StringComparer.Ordinal);
        foreach ((object key, object? value) in dictionary)
        {
            if (key is not string name || value is not PickledTensor tensor)
            {
                throw CheckpointFormat.Refused(path, $"its entry '{key}' is not a tensor");
            }

            tensors[name] = tensor;
        }

        return tensors;
    }

    private object? Run()
    {
        while (true)
        {
            byte code = _bytes.Take(1)[0];
            if (code == '.')
            {
                return Pop();
            }

            Step((char)code);
            if (_stack.Count > MostObjects)
            {
                throw Damaged("it has too many objects");
            }
        }
    }

    private void Step(char code)
    {
        switch (code)
        {
            case '\x80':
                _bytes.Take(1);
                break;
            case '\x95':
                _bytes.Take(8);
                break;
            case '}':
                Push(new Dictionary<object, object?>());
                break;
            case ']':
                Push(new List<object?>());
                break;
            case ')':
                Push(Array.Empty<object?>());
                break;
            case '(':
                _marks.Push(_stack.Count);
                break;
            case 'N':
                Push(null);
                break;
            case '\x88' or '\x89':
                Push(code == '\x88');
                break;
            case 'K':
                Push((long)_bytes.Take(1)[0]);
                break;
            case 'M':
                Push((long)BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Take(2)));
                break;
            case 'J':
                Push((long)BinaryPrimitives.ReadInt32LittleEndian(_bytes.Take(4)));
                break;
            case '\x8a':
                Push(_bytes.Long(_bytes.Take(_bytes.Take(1)[0])));
                break;
            case 'X':
                Push(_bytes.Text(_bytes.Length()));
                break;
            case '\x8c':
                Push(_bytes.Text(_bytes.Take(1)[0]));
                break;
            case 'q':
                _memo[_bytes.Take(1)[0]] = Peek();
                break;
            case 'r':
                _memo[_bytes.Length()] = Peek();
                break;
            case '\x94':
                _memo[_memo.Count] = Peek();
                break;
            case 'h':
                Push(Remembered(_bytes.Take(1)[0]));
                break;
            case 'j':
                Push(Remembered(_bytes.Length()));
                break;
            case 't':
                Push(PopToMark());
                break;
            case '\x85' or '\x86' or '\x87':
                Push(PopMany(code - '\x84'));
                break;
            case 'c':
                Push(new PickledName($"{_bytes.Line()} {_bytes.Line()}"));
                break;
            case '\x93':
                Push(Global(PopMany(2)));
                break;
            case 'Q':
                Push(PickledStorage.Of(Pop()) ?? throw Refused("it refers to something that is not a tensor's storage"));
                break;
            case 'R':
                object? arguments = Pop();
                Push(Call(Pop(), arguments));
                break;
            case 's' or 'u':
                Set(code == 's' ? PopMany(2) : PopToMark());
                break;
            case 'b':
                // The attributes of an OrderedDict are module versions.
                if (Pop() is not (Dictionary<object, object?> or null) || Peek() is not Dictionary<object, object?>)
                {
                    throw Refused("it sets attributes of an object");
                }

                break;
            default:
                throw Refused($"its pickle has the opcode 0x{(int)code:X2}, which no state dict needs");
        }
    }

    private readonly object Call(object? function, object? arguments) => (function, arguments) switch
    {
        (PickledName { Name: OrderedDict }, object?[] { Length: 0 }) => new Dictionary<object, object?>(),
        (PickledName { Name: RebuildTensor }, object?[] list) => PickledTensor.Of(list)
            ?? throw Damaged("a tensor has an impossible shape"),
        (PickledName other, _) => throw Refused($"its pickle refers to '{Printable(other.Name.Replace(' ', '.'))}'"),
        _ => throw Damaged("its pickle calls something that is not a function"),
    };

    private readonly PickledName Global(object?[] names) => names is [string module, string name]
        ? new PickledName($"{module} {name}")
        : throw Damaged("its pickle calls an unnamed function");

    private readonly void Set(object?[] pairs)
    {
        if (Peek() is not Dictionary<object, object?> dictionary || pairs.Length % 2 != 0)
        {
            throw Damaged("its pickle adds entries to something that is not a dictionary");
        }

        for (int i = 0; i < pairs.Length; i += 2)
        {
            dictionary[pairs[i] is string or long ? pairs[i]! : throw Damaged("a key of a dictionary is not text")] = pairs[i + 1];
        }
    }

    private readonly void Push(object? value) => _stack.Add(value);

    private readonly object? Peek() => _stack.Count > Floor ? _stack[^1] : throw Damaged("its pickle reads an empty stack");

    // Values below a mark belong to the enclosing object.
    private readonly int Floor => _marks.TryPeek(out int mark) ? mark : 0;

    private readonly object? Pop()
    {
        object? value = Peek();
        _stack.RemoveAt(_stack.Count - 1);
        return value;
    }

    private readonly object?[] PopMany(int count)
    {
        if (_stack.Count - Floor < count)
        {
            throw Damaged("its pickle reads an empty stack");
        }

        object?[] values = [.. _stack[^count..]];
        _stack.RemoveRange(_stack.Count - count, count);
        return values;
    }

    private readonly object?[] PopToMark()
    {
        if (!_marks.TryPop(out int mark))
        {
            throw Damaged("its pickle has no mark where one is needed");
        }

        object?[] values = [.. _stack[mark..]];
        _stack.RemoveRange(mark, _stack.Count - mark);
        return values;
    }

    private readonly object? Remembered(int index) => _memo.TryGetValue(index, out object? value) ? value
        : throw Damaged("its pickle refers to a missing value");

    private static string Printable(string text) => new([.. text.Take(60).Select(letter => char.IsControl(letter) ? '?' : letter)]);

    private readonly GenreNet.Core.ModelFormatException Damaged(string problem) => CheckpointFormat.Damaged(_path, problem);

    private readonly GenreNet.Core.ModelFormatException Refused(string problem) => CheckpointFormat.Refused(_path, problem);
}
