using Sonde.Architecture.Tests.Assemblies;

namespace Sonde.Architecture.Tests;

public sealed class PurityTests
{
    // .NET's own ways to the outside. Sonde reads through descriptors it keeps and a root that can be a recorded tree, takes time from the caller,
    // and writes to streams it is given: .NET's console, for one, takes a closed pipe for success.
    private static readonly string[] OutsideTypes =
    [
        "System.Console",
        "System.IO.Directory", "System.IO.DirectoryInfo", "System.IO.DriveInfo", "System.IO.File", "System.IO.FileInfo", "System.IO.FileStream",
        "System.IO.FileSystemWatcher", "System.IO.RandomAccess",
        "System.Diagnostics.Process", "System.Diagnostics.Stopwatch",
        "System.Net.Http.HttpClient", "System.Net.Sockets.Socket",
    ];

    private static readonly string[] OutsideMembers =
    [
        "System.DateTime::get_Now", "System.DateTime::get_UtcNow", "System.DateTimeOffset::get_Now", "System.DateTimeOffset::get_UtcNow",
        "System.Environment::Exit", "System.Environment::GetEnvironmentVariable", "System.Environment::get_TickCount", "System.Environment::get_TickCount64",
        "System.Threading.Thread::Sleep", "System.TimeProvider::get_System",
    ];

    // What a parser must not reach in its own room and in the room of the kernel's doors.
    private static readonly string[] Doors =
    [
        "Sonde.Linux.Clock", "Sonde.Linux.DirectoryListing", "Sonde.Linux.FileDescriptor", "Sonde.Linux.FileSystemStatistics", "Sonde.Linux.SmallFile",
        "Sonde.Proc.KernelFile", "Sonde.Proc.LinuxRoot",
    ];

    private static readonly Dictionary<string, string[]> Exceptions = new()
    {
        // system() of a script runs a program, and shows what it prints.
        ["Sonde.Tracing"] = ["System.Diagnostics.Process"],
        // The command line writes the files that --html names, and asks the environment, so that the rooms below are told.
        ["Sonde"] = ["System.IO.File", "System.IO.FileStream", "System.Environment::GetEnvironmentVariable"],
    };

    public static TheoryData<string> Names => Rooms.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Room_reaches_the_outside_only_through_the_rooms_own_doors(string name)
    {
        using RoomAssembly assembly = new(Rooms.Named(name));
        IEnumerable<string> outside = [.. assembly.ForeignTypes.Intersect(OutsideTypes), .. assembly.ForeignMembers.Intersect(OutsideMembers)];
        Assert.Equal(Exceptions.GetValueOrDefault(name, []).Order(StringComparer.Ordinal), outside.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Parsers_of_kernel_text_compute_from_the_text_alone()
    {
        using RoomAssembly assembly = new(Rooms.Proc);
        ILookup<string, MethodUses> methods = assembly.Methods;
        string[] parsers = [.. methods.Select(method => method.Key).Where(method => method.EndsWith("::Parse", StringComparison.Ordinal) || method.EndsWith("::TryParse", StringComparison.Ordinal))];
        Assert.True(parsers.Length > 30, $"only {parsers.Length} parsers were found");
        Assert.Empty(parsers.SelectMany(parser => Reached(methods, parser).SelectMany(method => methods[method]).SelectMany(method => method.Types).Intersect(Doors).Select(door => $"{parser} reaches {door}")));
    }

    // The method, what it calls in its own room, and all of a compiler-made class (of an iterator or lambda) that it creates.
    private static HashSet<string> Reached(ILookup<string, MethodUses> methods, string start)
    {
        HashSet<string> reached = [start];
        Queue<string> open = new(reached);
        while (open.TryDequeue(out string? method))
        {
            foreach (string member in methods[method].SelectMany(body => body.Members).SelectMany(member => Members(methods, member)))
            {
                if (reached.Add(member))
                    open.Enqueue(member);
            }
        }

        return reached;
    }

    private static IEnumerable<string> Members(ILookup<string, MethodUses> methods, string member)
    {
        int name = member.IndexOf("::", StringComparison.Ordinal);
        bool isCreatedClass = member.Contains("/<", StringComparison.Ordinal) && member.EndsWith("::.ctor", StringComparison.Ordinal);
        return isCreatedClass
            ? methods.Select(method => method.Key).Where(method => method.StartsWith(member[..(name + 2)], StringComparison.Ordinal))
            : methods.Contains(member) ? [member] : [];
    }
}
