using Sonde.Proc.Tracing;
using Sonde.Testing;

namespace Sonde.Proc.Tests.Tracing;

public sealed class TracepointFormatTests
{
    [Fact]
    public void System_call_s_format_has_its_arguments()
    {
        TracepointFormat format = Read("sys_enter_openat");
        Assert.Equal(("sys_enter_openat", 782), (format.Name, format.Id));
        Assert.Equal(new("filename", "const char *", 24, 8, false, null, TracepointFieldLocation.InPlace), format.Find("filename"));
        Assert.True(format.Find("filename")!.IsPointer);
        Assert.Equal(4, format.Fields.Count(field => field.IsCommon));
        Assert.Equal(9, format.Fields.Count);
    }

    [Fact]
    public void Array_is_told_from_its_element()
    {
        TracepointFormat format = Read("sched_switch");
        Assert.Equal(new("prev_comm", "char", 8, 16, false, 16, TracepointFieldLocation.InPlace), format.Find("prev_comm"));
        Assert.Equal(new("prev_state", "long", 32, 8, true, null, TracepointFieldLocation.InPlace), format.Find("prev_state"));
    }

    [Fact]
    public void Field_elsewhere_in_the_record_says_where() =>
        Assert.Equal(new("filename", "char", 8, 4, false, 0, TracepointFieldLocation.FromRecord), Read("sched_process_exec").Find("filename"));

    [Fact]
    public void Field_relative_to_itself_says_so()
    {
        TracepointFormat format = Read("rel-loc");
        Assert.Equal(new("foo", "char", 8, 4, false, 0, TracepointFieldLocation.FromField), format.Find("foo"));
        Assert.Equal(new("bitmask", "unsigned long", 16, 4, false, 0, TracepointFieldLocation.FromField), format.Find("bitmask"));
        Assert.Equal("struct list_head *", format.Find("next")!.TypeText);
    }

    [Theory]
    [InlineData("sys_enter_openat")]
    [InlineData("sched_switch")]
    [InlineData("rel-loc")]
    public void Damaged_format_is_refused_by_its_own_exception(string name) => Assert.NotEqual(0,
        HostileText.Feed<KernelTextException>(TestData.Read($"proc/tracepoints/{name}"), text => TracepointFormat.Parse(text)));

    [Fact]
    public void Every_tracepoint_of_this_machine_is_read()
    {
        TracingDirectory? directory = TracingDirectory.Find(LinuxRoot.Live, out Unavailability? reason);
        if (directory is null)
        {
            Assert.Skip($"{reason}");
            return;
        }

        IReadOnlyList<string> names = directory.ListTracepoints(out reason);
        Assert.SkipWhen(reason is not null, $"{reason}");
        Assert.Contains("sched:sched_switch", names);
        HashSet<int> ids = [];
        foreach (var name in names)
        {
            var colon = name.IndexOf(':', StringComparison.Ordinal);
            TracepointFormat? format = directory.ReadFormat(name[..colon], name[(colon + 1)..], out reason);
            // Modules come and go, and ftrace's own events have a format but cannot be watched.
            if (format is null)
                continue;
            Assert.Equal(name[(colon + 1)..], format.Name);
            Assert.True(ids.Add(format.Id), name);
        }

        Assert.InRange(ids.Count, names.Count / 2, names.Count);
    }

    [Fact]
    public void Name_that_leaves_the_directory_is_no_tracepoint()
    {
        TracingDirectory? directory = TracingDirectory.Find(LinuxRoot.Live, out Unavailability? reason);
        if (directory is null)
            Assert.Skip($"{reason}");
        Assert.Null(directory!.ReadFormat("sched", "../sched/sched_switch", out reason));
        Assert.NotNull(reason);
    }

    private static TracepointFormat Read(string name) => TracepointFormat.Parse(TestData.Read($"proc/tracepoints/{name}"));
}
