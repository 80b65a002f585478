package dev.plumbline.views;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.MlPlatform;
import dev.plumbline.api.ModelRollout;
import dev.plumbline.api.ViewState;
import dev.plumbline.views.fixtures.Fixtures;
import dev.plumbline.views.fixtures.Subjects;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class PolicyTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
    private static final String HEAD =
            "apiVersion: plumbline.dev/v1alpha1\nkind: MlPlatform\nmetadata: {name: fraud, namespace: ml}\n";
    private static final String BAD = HEAD
            + "spec: {profile: testing, h2o: {resources: {memory: 10Gi}, memory: {heapPercent: 90}}, postgres: {instances: 2}}\n";

    @Test
    void allFindingsAreToldAtOnceEachWithItsFrame() {
        var verdicts = judge(BAD);

        assertThat(verdicts.blocks()).isTrue();
        assertThat(verdicts.refusal().lines()).hasSize(2).allSatisfy(line -> assertThat(line)
                .startsWith("MlPlatform ml/fraud: PHY-0")
                .contains(" See docs/rules/PHY-0"));
        assertThat(verdicts.byView().get(View.PHYSICAL))
                .isEqualTo(new ViewVerdict(View.PHYSICAL, ViewState.VIOLATED, 2));
        assertThat(verdicts.byView().get(View.LOGICAL).state()).isEqualTo(ViewState.COMPLIANT);
    }

    @Test
    void anUpdateThatLeavesTheSpecAloneIsNeverRefused() {
        var subject = PlatformSubject.updated(platform(BAD), platform(BAD), TODAY);

        var verdicts = Policies.admission().judge(subject);

        assertThat(verdicts.blocks()).isFalse();
        assertThat(verdicts.findings()).hasSize(2);
        assertThat(verdicts.warnings()).anyMatch(warning -> warning.startsWith("PHY-02 (Physical view)"));
    }

    @Test
    void anObjectOnItsWayOutIsLetGo() {
        var leaving = platform(BAD);
        leaving.getMetadata().setDeletionTimestamp("2026-11-21T08:00:00Z");

        assertThat(Policies.admission()
                        .judge(PlatformSubject.updated(leaving, platform(HEAD + "spec: {}\n"), TODAY))
                        .findings())
                .isEmpty();
    }

    @Test
    void anExemptionEndsAfterItsLastDay() {
        String exempted = HEAD + "spec: {profile: testing, h2o: {resources: {memory: 10Gi}}, postgres: {instances: 2},"
                + " enforcement: {exemptions: [{rule: PHY-07, reason: third node is on order, until: \"2026-11-21\"}]}}\n";

        var onTheLastDay = Policies.admission().judge(PlatformSubject.created(platform(exempted), TODAY));
        var theDayAfter = Policies.admission().judge(PlatformSubject.created(platform(exempted), TODAY.plusDays(1)));

        assertThat(onTheLastDay.blocks()).isFalse();
        assertThat(onTheLastDay.exempted()).hasSize(1);
        assertThat(onTheLastDay.byView().get(View.PHYSICAL).state()).isEqualTo(ViewState.EXEMPTED);
        assertThat(theDayAfter.blocking()).extracting(Finding::ruleId).containsExactly("PHY-07", "VIEW-01");
    }

    @Test
    void warnModeDoesNotSoftenWhatCannotWorkOrIsUnsafe() {
        var verdicts = judge(BAD.replace("profile: testing", "profile: testing, enforcement: {default: Warn}"));

        assertThat(verdicts.blocking()).extracting(Finding::ruleId).containsExactly("PHY-02");
    }

    @Test
    void anAbsentInputIsUnknownAndNeverAPass() {
        var rollout = Subjects.read(
                "kind: ModelRollout\nmetadata: {name: a, namespace: ml}\nspec:\n  platformRef: {name: fraud}\n"
                        + "  model: {storageUri: 'https://models.example.com/a.zip', digest: 'sha256:"
                        + "ab".repeat(32) + "'}\n",
                ModelRollout.class);

        var verdicts = Policies.admission().judge(RolloutSubject.reviewed(rollout, TODAY));

        assertThat(verdicts.blocks()).isFalse();
        assertThat(verdicts.unknown()).extracting(each -> each.rule().id()).contains("SCN-01", "DEV-03", "DEV-04");
        assertThat(verdicts.byView().get(View.DEVELOPMENT).state()).isEqualTo(ViewState.UNKNOWN);
    }

    @Test
    void inTheReconcilerNothingIsUnknownForWantOfAPreviousObject() {
        var verdicts = Policies.running()
                .judge(PlatformSubject.running(platform(HEAD + "spec: {h2o: {resources: {memory: 10Gi}}}\n"), TODAY));

        assertThat(verdicts.unknown()).isEmpty();
        assertThat(verdicts.findings()).isEmpty();
    }

    @Test
    void noSecretOfAFixtureIsRepeated() {
        for (var fixture : Fixtures.all()) {
            if (fixture.rule().equals("PHY-14")) {
                var verdicts = Policies.admission().judge(Subjects.of(fixture));
                assertThat(verdicts.toString().replaceAll("subject=.*?, findings=", ""))
                        .as(fixture.toString())
                        .doesNotContain(
                                "hunter2", "wJalrXUtnFEMI", "ghp0000000000", "0123456789abcdef", "abcdef123456");
            }
        }
    }

    @Test
    void rulesSurviveAManifestOfNullsAndNothing() {
        for (String text : new String[] {
            "kind: MlPlatform\n",
            "kind: MlPlatform\nspec: {h2o: {jvmArgs: [null], env: [null, {}], resources: {}}, postgres: {storage: {},"
                    + " synchronous: {}, failover: {}}, redis: {}, mage: {env: [null]}, network: {allowFrom: [null, {}]},"
                    + " featureStore: {entities: [null, {}], tables: [null, {}, {columns: [null, {}]}]},"
                    + " enforcement: {exemptions: [null, {}]}, models: {allow: [null, '']}}\n"
        }) {
            var platform = platform(text);
            assertThat(Policies.admission()
                            .judge(PlatformSubject.created(platform, TODAY))
                            .blocks())
                    .isTrue();
            assertThat(Policies.admission()
                            .judge(PlatformSubject.updated(platform, platform(HEAD), TODAY))
                            .findings())
                    .isNotEmpty();
            assertThat(Policies.admission()
                            .judge(PlatformSubject.updated(platform(HEAD), platform, TODAY))
                            .findings())
                    .isNotEmpty();
        }
        for (String text : new String[] {
            "kind: ModelRollout\n",
            "kind: ModelRollout\nspec: {platformRef: {}, model: {signature: {}, expect: {}}, serving: {env: [null, {}],"
                    + " cache: {}, pool: {}, executor: {}, circuitBreaker: {}, replicas: {}}, strategy: {steps: [null, {}]},"
                    + " drift: {retrain: {pipeline: {}}, reference: {}}, validation: {walkForward: {}},"
                    + " analysis: {metrics: [null, {}]}}\n"
        }) {
            var rollout = Subjects.read(text, ModelRollout.class);
            assertThat(Policies.admission()
                            .judge(RolloutSubject.reviewed(rollout, TODAY))
                            .blocks())
                    .isTrue();
        }
    }

    private static Verdicts judge(String yaml) {
        return Policies.admission().judge(PlatformSubject.created(platform(yaml), TODAY));
    }

    private static MlPlatform platform(String yaml) {
        return Subjects.read(yaml, MlPlatform.class);
    }
}
