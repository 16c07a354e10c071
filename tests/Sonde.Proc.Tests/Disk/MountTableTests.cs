using Sonde.Proc.Disk;

namespace Sonde.Proc.Tests.Disk;

public class MountTableTests
{
    [Fact]
    public void Blanks_in_names_are_decoded()
    {
        MountTable mounts = Recorded.Load<MountTable>(Recorded.Linux61, MountTable.Path);
        Assert.Equal(
            new Mount(25, 1, 0, 22, "/", "/tmp/with blank", "rw,relatime", "tmpfs", "odd source", "rw,inode64"),
            mounts.Mounts[^1]);
        Assert.Equal(5, mounts.Mounts.Length);
    }

    [Fact]
    public void Optional_fields_of_any_number_and_kind_are_passed_over()
    {
        MountTable mounts = Recorded.Parse<MountTable>(
            "36 35 98:0 /mnt1 /mnt2 rw,noatime shared:5 master:1 propagate_from:2 unbindable future:7 - ext3 /dev/root rw,errors=continue\n" +
            "37 36 8:1 / / rw - xfs /dev/sda1 rw\n");
        Assert.Equal(new Mount(36, 35, 98, 0, "/mnt1", "/mnt2", "rw,noatime", "ext3", "/dev/root", "rw,errors=continue"), mounts.Mounts[0]);
        Assert.Equal("xfs", mounts.Mounts[1].FileSystemType);
    }

    [Fact]
    public void Empty_source_leaves_the_options_where_they_belong()
    {
        MountTable mounts = Recorded.Parse<MountTable>("36 35 0:5 / /a rw - fuse.thing  rw,user_id=0\n");
        Assert.Equal(("fuse.thing", "", "rw,user_id=0"), (mounts.Mounts[0].FileSystemType, mounts.Mounts[0].Source, mounts.Mounts[0].SuperOptions));
    }

    [Theory]
    [InlineData("36\n")]
    [InlineData("36 35 98 / /a rw - ext4 /dev/a rw\n")]
    [InlineData("36 35 98:0 / /a rw ext4 /dev/a rw\n")]
    [InlineData("36 35 98:0 / /a rw -\n")]
    [InlineData("36 35 98:0 / /a rw - ext4\n")]
    [InlineData("99999999999 35 98:0 / /a rw - ext4 a b\n")]
    public void Line_of_another_form_is_refused(string text) => Recorded.Refusal<MountTable>(text);

    [Fact]
    public void Live_mounts_are_those_of_the_older_file_of_mounts()
    {
        MountTable mounts = Recorded.LoadLive<MountTable>(MountTable.Path);
        string[] older = [.. File.ReadLines("/proc/self/mounts").Select(line => line.Split(' ')).Select(words => $"{words[0]} {words[1]} {words[2]}")];
        Assert.Equal(older, mounts.Mounts.ToArray().Select(mount => $"{Escape(mount.Source)} {Escape(mount.MountPoint)} {mount.FileSystemType}"));

        static string Escape(string text) => text.Replace("\\", "\\134", StringComparison.Ordinal).Replace(" ", "\\040", StringComparison.Ordinal);
    }
}
