package dev.plumbline.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostReachTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.1",
                "2130706433",
                "0x7f000001",
                "0177.0.0.1",
                "017700000001",
                "0",
                "0.0.0.0",
                "169.254.169.254",
                "0xa9fea9fe",
                "2852039166",
                "224.0.0.1",
                "255.255.255.255",
                "100.100.100.200",
                "168.63.129.16",
                "[::1]",
                "[::]",
                "[0:0:0:0:0:0:0:1]",
                "[fe80::1]",
                "[ff02::1]",
                "[::ffff:127.0.0.1]",
                "[::ffff:a9fe:a9fe]",
                "[::127.0.0.1]",
                "[64:ff9b::169.254.169.254]",
                "[2002:7f00:1::]",
                "[fd00:ec2::254]",
                "[fd00:ec2::23]",
                "[fd20:ce::254]",
                "[64:ff9b:1:a9fe:a9:fe00::]",
                "[64:ff9b:1::169.254.169.254]",
                "[64:ff9b:1:ffff:ffff:ffff:ffff:ffff]",
                "[::ffff:0:169.254.169.254]",
                "[::ffff:0:7f00:1]",
                "localhost",
                "a.localhost",
                "localhost.localdomain",
                "metadata",
                "metadata.google.internal",
                "kubernetes",
                "kubernetes.default",
                "kubernetes.default.svc",
                "kubernetes.default.svc.cluster.local",
                "1.2.3.4.5",
                "256.1.1.1",
                "0x",
                "09.1.1.1",
                "[not-an-address]"
            })
    void neverFetchedFrom(String host) {
        assertThat(HostReach.of(host)).isEqualTo(HostReach.NEVER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.1",
                "0xa000001",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.9",
                "100.64.0.1",
                "198.18.0.1",
                "[fd12::1]",
                "[fec0::1]",
                "[fd00:ec2::24]",
                "[fd20:ce::255]",
                "[::ffff:0:10.0.0.1]",
                "[100::1]",
                "[100:0:0:0:ffff::]",
                "[5f00::1]",
                "[5f00:ffff::1]",
                "[3fff::1]",
                "[3fff:fff::1]",
                "192.88.99.1",
                "[::ffff:10.0.0.1]",
                "minio",
                "minio.ml.svc",
                "minio.ml.svc.cluster.local",
                "minio.ml.svc.example.org",
                "store.internal",
                "store.local",
                "127.0.0.1.nip.io",
                "nas.home.arpa"
            })
    void fetchedFromOnlyWhenListed(String host) {
        assertThat(HostReach.of(host)).isEqualTo(HostReach.PRIVATE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "models.example.com",
                "93.184.215.14",
                "172.32.0.1",
                "11.0.0.1",
                "100.128.0.1",
                "[2606:4700::1111]",
                "[3fff:1000::1]",
                "[::ffff:0:93.184.215.14]",
                "192.88.98.1",
                "kubernetes.io",
                "localhost.example.com",
                "svcs.example.com",
                "s3.eu-west-1.amazonaws.com"
            })
    void open(String host) {
        assertThat(HostReach.of(host)).isEqualTo(HostReach.PUBLIC);
    }
}
