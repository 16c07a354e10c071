using Sonde.Diagnosis.Rules.Tasks;
using Xunit;

namespace Sonde.Diagnosis.Tests.Rules.Tasks;

public class WaitPlacesTests
{
    [Fact]
    public void Functions_tell_what_is_waited_for()
    {
        Assert.Equal(WaitPlace.Storage, WaitPlaces.Of("folio_wait_bit_common"));
        Assert.Equal(WaitPlace.Storage, WaitPlaces.Of("blk_mq_get_tag"));
        Assert.Equal(WaitPlace.Storage, WaitPlaces.Of("jbd2_log_wait_commit"));
        Assert.Equal(WaitPlace.Storage, WaitPlaces.Of("balance_dirty_pages"));
        Assert.Equal(WaitPlace.Network, WaitPlaces.Of("rpc_wait_bit_killable"));
        Assert.Equal(WaitPlace.Network, WaitPlaces.Of("request_wait_answer"));
        Assert.Equal(WaitPlace.FrozenFileSystem, WaitPlaces.Of("percpu_rwsem_wait"));
        Assert.Equal(WaitPlace.FrozenGroup, WaitPlaces.Of("__refrigerator"));
        Assert.Equal(WaitPlace.VforkChild, WaitPlaces.Of("kernel_clone"));
        Assert.Equal(WaitPlace.KernelLock, WaitPlaces.Of("rwsem_down_write_slowpath"));
        Assert.Equal(WaitPlace.KernelLock, WaitPlaces.Of("__mutex_lock"));
        Assert.Equal(WaitPlace.Unknown, WaitPlaces.Of("poll_schedule_timeout"));
        Assert.Equal(WaitPlace.Unknown, WaitPlaces.Of(null));
    }

    [Fact]
    public void Every_place_has_words()
    {
        foreach (WaitPlace place in Enum.GetValues<WaitPlace>())
            Assert.Matches("^(they|their) ", WaitPlaces.Describe(place));
    }
}
