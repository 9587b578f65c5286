using System.Reflection;
using GenreNet.Core;
using Microsoft.ML;

namespace GenreNet.ML;

/// <summary>Finds internal members of ML.NET, and explains if a version of it does not have them.</summary>
internal static class MlNetInternals
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>Returns a type of Microsoft.ML.Core.</summary>
    public static Type Type(string name) => typeof(ICanSaveModel).Assembly.GetType(name) ?? throw Changed(name);

    /// <summary>Returns a method.</summary>
    public static MethodInfo Method(Type type, string name, params Type[] parameters) => type.GetMethod(name, Any, parameters) ?? throw Changed($"{type.Name}.{name}");

    /// <summary>Calls the constructor with as many parameters as there are values.</summary>
    public static object Create(Type type, params object?[] values)
    {
        ConstructorInfo constructor = type.GetConstructors(Any).FirstOrDefault(found => Fits(found.GetParameters(), values)) ?? throw Changed(type.Name);
        return constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, values, null);
    }

    private static bool Fits(ParameterInfo[] parameters, object?[] values) =>
        parameters.Length == values.Length && parameters.Zip(values).All(pair => pair.Second is null || pair.First.ParameterType.IsInstanceOfType(pair.Second));

    private static GenreNetException Changed(string member) =>
        new($"This version of ML.NET ({typeof(ICanSaveModel).Assembly.GetName().Version}) has no {member}, which saving and loading audio transforms needs: use Microsoft.ML 5.0.1.");
}
