#include "crawler/net_guard.h"

#include <gtest/gtest.h>

namespace claimline {
namespace {

TEST(NetGuard, RefusesEveryAddressThatIsNotPublic) {
    const NetGuard guard = *NetGuard::make({});
    for (const char* address : {"127.0.0.1",
                                "127.9.9.9",
                                "10.1.2.3",
                                "172.16.0.1",
                                "172.31.255.255",
                                "192.168.1.1",
                                "169.254.169.254",
                                "100.64.0.1",
                                "0.0.0.0",
                                "224.0.0.1",
                                "255.255.255.255",
                                "::",
                                "::1",
                                "fe80::1",
                                "fc00::1",
                                "fdff::1",
                                "ff02::1",
                                "::ffff:127.0.0.1",
                                "::ffff:10.0.0.1",
                                "64:ff9b::7f00:1",
                                "2002:7f00:1::",
                                "::127.0.0.1",
                                "not an address",
                                ""}) {
        EXPECT_FALSE(guard.allows(address)) << address;
    }
    for (const char* address :
         {"9.9.9.9", "172.32.0.1", "100.128.0.1", "2620:fe::fe", "::ffff:9.9.9.9", "64:ff9b::909:909"}) {
        EXPECT_TRUE(guard.allows(address)) << address;
    }
}

TEST(NetGuard, LetsThroughWhatWasNamed) {
    const NetGuard guard = *NetGuard::make({"127.0.1.0/24", "fd12::/16", "192.168.7.7"});
    EXPECT_TRUE(guard.allows("127.0.1.200"));
    EXPECT_TRUE(guard.allows("::ffff:127.0.1.5"));
    EXPECT_TRUE(guard.allows("fd12::1"));
    EXPECT_TRUE(guard.allows("192.168.7.7"));
    EXPECT_FALSE(guard.allows("127.0.2.1"));
    EXPECT_FALSE(guard.allows("192.168.7.8"));
    EXPECT_FALSE(guard.allows("fd13::1"));
    EXPECT_TRUE(NetGuard::make({"127.0.0.0/7"})->allows("126.0.0.1"));
}

TEST(NetGuard, RefusesMalformedNetworks) {
    for (const char* text :
         {"", "localhost", "127.0.0.1/33", "127.0.0.1/", "::/129", "1.2.3/8", "127.0.0.1/8x"}) {
        EXPECT_FALSE(NetGuard::make({text})) << text;
    }
}

}  // namespace
}  // namespace claimline
