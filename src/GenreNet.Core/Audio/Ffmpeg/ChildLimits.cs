using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace GenreNet.Core.Audio;

/// <summary>
/// Limits memory and processor time of a child process, and ends it with this process: on Linux by resource limits and a parent-death
/// signal, on Windows by a job object. On other platforms the child ends when its pipes close: it reads the end of its input and can no
/// longer write its output.
/// </summary>
internal sealed partial class ChildLimits : IDisposable
{
    /// <summary>
    /// The limit of writable memory in bytes. ffmpeg and its threads need 50 to 90 MB, depending on the version; the rest is for the index
    /// of a container.
    /// </summary>
    private const long DataLimit = 128L << 20;

    private const long AddressSpaceLimit = 1L << 30;

    /// <summary>
    /// The limit of processor time until the first sample, in seconds: real headers take a fraction of a second, malicious tables and tags
    /// take minutes.
    /// </summary>
    private const long HeaderSeconds = 5;

    /// <summary>The limit of processor time for decoding, in seconds; enough for hundreds of hours of audio.</summary>
    private const long ProcessorSeconds = 3600;

    private const string ParentDeathProgram = "/usr/bin/setpriv";

    private readonly SafeHandle? _job;

    private ChildLimits(SafeHandle? job) => _job = job;

    /// <summary>Creates the start information of a program with redirected streams.</summary>
    /// <remarks>
    /// PR_SET_PDEATHSIG can only be set by the child itself, so setpriv of util-linux sets it if available. The signal is sent when the
    /// thread that started the child ends, not the process: that thread must live as long as the child.
    /// </remarks>
    public static ProcessStartInfo Wrap(string program, IEnumerable<string> arguments)
    {
        bool isWrapped = OperatingSystem.IsLinux() && File.Exists(ParentDeathProgram);
        var start = new ProcessStartInfo(isWrapped ? ParentDeathProgram : program, isWrapped ? ["--pdeathsig", "KILL", "--", program, .. arguments] : arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        // A log with colours is harder to parse, and FFREPORT would make ffmpeg write a report file.
        start.Environment["AV_LOG_FORCE_NOCOLOR"] = "1";
        start.Environment.Remove("FFREPORT");
        return start;
    }

    /// <summary>
    /// Applies the limits to a child that has just been started. Best effort: if the platform refuses the limits, decoding runs without
    /// them.
    /// </summary>
    public static ChildLimits Apply(Process child)
    {
        try
        {
            if (OperatingSystem.IsLinux() && Environment.Is64BitProcess)
            {
                Set(child.Id, Resource.Data, DataLimit);
                Set(child.Id, Resource.AddressSpace, AddressSpaceLimit);
                Set(child.Id, Resource.Processor, HeaderSeconds, ProcessorSeconds);
            }
            else if (OperatingSystem.IsWindows())
            {
                return new ChildLimits(JobObject.Of(child, DataLimit));
            }
        }
        catch (Exception problem) when (problem is DllNotFoundException or EntryPointNotFoundException or Win32Exception or InvalidOperationException)
        {
            // The caller's time limit and ffmpeg's own allocation limit still apply.
        }

        return new ChildLimits(null);
    }

    /// <summary>Raises the processor time limit to that for decoding, after the child has read the header.</summary>
    public static void AllowDecoding(Process child)
    {
        if (OperatingSystem.IsLinux() && Environment.Is64BitProcess)
        {
            Set(child.Id, Resource.Processor, ProcessorSeconds);
        }
    }

    public void Dispose() => _job?.Dispose();

    private static void Set(int process, Resource resource, long value) => Set(process, resource, value, value);

    private static void Set(int process, Resource resource, long soft, long hard)
    {
        var limit = new ResourceLimit { Soft = soft, Hard = hard };
        _ = SetLimit(process, resource, ref limit, IntPtr.Zero);
    }

    [LibraryImport("libc", EntryPoint = "prlimit", SetLastError = true)]
    private static partial int SetLimit(int process, Resource resource, ref ResourceLimit limit, IntPtr previous);

    /// <summary>Resource numbers of Linux, the same on all of the 64-bit processors that .NET supports.</summary>
    private enum Resource
    {
        Processor = 0,
        Data = 2,
        AddressSpace = 9,
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct ResourceLimit
    {
        public long Soft;
        public long Hard;
    }

    /// <summary>Creates Windows jobs with a single process, which ends when the job is closed or when this process ends.</summary>
    [SupportedOSPlatform("windows")]
    private static partial class JobObject
    {
        private const int ExtendedLimitInformation = 9;
        private const uint LimitProcessMemory = 0x100;
        private const uint KillOnJobClose = 0x2000;

        public static SafeHandle Of(Process child, long memory)
        {
            var job = new JobHandle(CreateJobObjectW(IntPtr.Zero, IntPtr.Zero));
            var limits = new ExtendedLimits { Flags = LimitProcessMemory | KillOnJobClose, ProcessMemory = (nuint)memory };
            if (job.IsInvalid || !SetInformationJobObject(job, ExtendedLimitInformation, ref limits, Marshal.SizeOf<ExtendedLimits>()) || !AssignProcessToJobObject(job, child.Handle))
            {
                int error = Marshal.GetLastPInvokeError();
                job.Dispose();
                throw new Win32Exception(error);
            }

            return job;
        }

        [LibraryImport("kernel32", SetLastError = true)]
        private static partial IntPtr CreateJobObjectW(IntPtr attributes, IntPtr name);

        [LibraryImport("kernel32", SetLastError = true)]
        [return: MarshalAs(UnmanagedType.Bool)]
        private static partial bool SetInformationJobObject(JobHandle job, int kind, ref ExtendedLimits limits, int length);

        [LibraryImport("kernel32", SetLastError = true)]
        [return: MarshalAs(UnmanagedType.Bool)]
        private static partial bool AssignProcessToJobObject(JobHandle job, IntPtr process);

        [LibraryImport("kernel32", SetLastError = true)]
        [return: MarshalAs(UnmanagedType.Bool)]
        private static partial bool CloseHandle(IntPtr handle);

        private sealed class JobHandle : SafeHandle
        {
            public JobHandle(IntPtr handle)
                : base(IntPtr.Zero, ownsHandle: true) => SetHandle(handle);

            public override bool IsInvalid => handle == IntPtr.Zero;

            protected override bool ReleaseHandle() => CloseHandle(handle);
        }

        /// <summary>JOBOBJECT_EXTENDED_LIMIT_INFORMATION.</summary>
        [StructLayout(LayoutKind.Sequential)]
        private struct ExtendedLimits
        {
            public long ProcessTime;
            public long JobTime;
            public uint Flags;
            public nuint MinimumWorkingSet;
            public nuint MaximumWorkingSet;
            public uint ActiveProcesses;
            public nuint Affinity;
            public uint PriorityClass;
            public uint SchedulingClass;
            public ulong ReadOperations;
            public ulong WriteOperations;
            public ulong OtherOperations;
            public ulong ReadBytes;
            public ulong WrittenBytes;
            public ulong OtherBytes;
            public nuint ProcessMemory;
            public nuint JobMemory;
            public nuint PeakProcessMemory;
            public nuint PeakJobMemory;
        }
    }
}
