package dev.plumbline.operator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.rollout.PodReport;
import dev.plumbline.rollout.TargetReport;
import dev.plumbline.rollout.TargetState;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PodReportsTest {

    private static PodReport read(String json) throws JsonProcessingException {
        return PodReports.read("a", true, Optional.of(new ObjectMapper().readTree(json)));
    }

    @Test
    void readsWhatAPodSaysWhileItPrepares() throws JsonProcessingException {
        PodReport report = read("""
                {"pod": "a", "epoch": 3,
                 "active": {"name": "fraud", "version": "1", "digest": "sha256:11", "state": "Active",
                            "artifact": {"algorithm": "gbm", "mojoVersion": "1.40", "h2oVersion": "3.46.0.11",
                                         "trees": 10, "inputs": 6, "sizeBytes": 42993, "estimatedHeapBytes": 500000}},
                 "target": {"name": "fraud", "version": "2", "digest": "sha256:22", "state": "Warm",
                            "reason": "", "message": "", "warmupP99Milliseconds": 4.5},
                 "lastSwap": {"epoch": 3, "atEpochMillis": 1700, "requests": 900, "http5xx": 2,
                              "windowRequests": 120, "windowHttp5xx": 1,
                              "p99BeforeMilliseconds": 3.5, "p99DuringMilliseconds": 6.0,
                              "longestMilliseconds": 9.5, "stallMilliseconds": 1.5}}
                """);
        assertThat(report.reachable()).isTrue();
        assertThat(report.epoch()).isEqualTo(3);
        assertThat(report.active().orElseThrow().artifact().orElseThrow().trees())
                .isEqualTo(10);
        TargetReport target = report.target().orElseThrow();
        assertThat(target.state()).isEqualTo(TargetState.WARM);
        assertThat(target.warmupP99Milliseconds()).hasValue(4.5);
        assertThat(report.lastSwap().orElseThrow().requests()).isEqualTo(120);
        assertThat(report.lastSwap().orElseThrow().longestMilliseconds()).isEqualTo(9.5);
        assertThat(report.lastSwap().orElseThrow().stallMilliseconds()).isEqualTo(1.5);
        assertThat(report.lastSwap().orElseThrow().http5xx()).isEqualTo(1);
        assertThat(report.lastSwap().orElseThrow().http5xxSince()).isEqualTo(2);
    }

    @Test
    void aPodWithoutAModelIsReachable() throws JsonProcessingException {
        PodReport report = read("{\"pod\": \"a\", \"epoch\": 0, \"active\": null, \"target\": null}");
        assertThat(report.reachable()).isTrue();
        assertThat(report.active()).isEmpty();
        assertThat(report.target()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "\"hello\"",
                "{\"epoch\": \"3\"}",
                "{\"epoch\": 3, \"target\": {\"state\": \"Unheard\"}}",
                "{\"epoch\": 3, \"target\": {}}"
            })
    void whatDoesNotFitIsNoAnswer(String json) throws JsonProcessingException {
        assertThat(read(json)).isEqualTo(PodReport.unreachable("a", true));
    }

    @Test
    void aPodThatFetchesOnceMoreSaysWhatStoodAgainstItBefore() throws JsonProcessingException {
        PodReport report = read("{\"epoch\": 1, \"target\": {\"version\": \"2\", \"state\": \"Loading\","
                + " \"reason\": \"FetchFailed\", \"message\": \"the store is away\"}}");
        assertThat(report.trouble()).contains("Pod a could not fetch version 2: the store is away");
        assertThat(read("{\"epoch\": 1, \"target\": {\"state\": \"Loading\", \"reason\": \"\"}}")
                        .trouble())
                .isEmpty();
    }

    @Test
    void aWarmPodSaysForHowLongItHasBeen() throws JsonProcessingException {
        String warm = "{\"epoch\": 1, \"target\": {\"state\": \"Warm\", \"warmMilliseconds\": %s}}";
        assertThat(read(warm.formatted("1200")).target().orElseThrow().warmMilliseconds())
                .hasValue(1200);
        assertThat(read(warm.formatted("null")).target().orElseThrow().warmMilliseconds())
                .isEmpty();
    }

    @Test
    void aPodThatCannotReadItsRecordSaysSo() throws JsonProcessingException {
        assertThat(read("{\"epoch\": 1, \"recordTrouble\": \"status 401\"}").recordTrouble())
                .isEqualTo("status 401");
        assertThat(read("{\"epoch\": 1}").recordTrouble()).isEmpty();
    }

    @Test
    void longMessagesAreCut() throws JsonProcessingException {
        PodReport report = read("{\"epoch\": 1, \"target\": {\"state\": \"Refused\", \"reason\": \"LoadFailed\","
                + " \"message\": \"" + "x".repeat(9000) + "\"}}");
        assertThat(report.target().orElseThrow().message()).hasSize(1024);
    }
}
