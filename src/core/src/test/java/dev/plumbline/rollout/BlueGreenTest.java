package dev.plumbline.rollout;

import static dev.plumbline.rollout.Scene.NOW;
import static dev.plumbline.rollout.Scene.V1;
import static dev.plumbline.rollout.Scene.V2;
import static dev.plumbline.rollout.Scene.V3;
import static dev.plumbline.rollout.Scene.booting;
import static dev.plumbline.rollout.Scene.pod;
import static dev.plumbline.rollout.Scene.serving;
import static dev.plumbline.rollout.Scene.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** A second Deployment: loaded beside the first, switched to at once, the first kept as the way back. */
class BlueGreenTest {

    private static final Template T1 = new Template("t1", "{}");
    private static final Template T2 = new Template("t2", "{}");
    private static final Duration KEEP = Duration.ofSeconds(600);
    private static final List<PodReport> OLD = List.of(pod("a", V1, 1), pod("b", V1, 1));
    private static final List<PodReport> NEW = List.of(pod("x", V2, 2), pod("y", V2, 2));

    private Wanted wanted = wanted(V2, T1, Optional.empty());
    private Intent record = serving(V1, 1).made(T1);
    private List<PodReport> blue = OLD;
    private List<PodReport> green = List.of();
    private Colour routed = Colour.BLUE;
    private Verification verification = new Verification.Accepted(Optional.empty());
    private String ofGreen = "";
    private Instant now = NOW;
    private final List<Effect> effects = new ArrayList<>();

    private static Wanted wanted(ModelVersion model, Template template, Optional<Wanted.Watch> watch) {
        return new Wanted(
                        model,
                        "request-" + model.version(),
                        false,
                        2,
                        Duration.ofSeconds(900),
                        OptionalDouble.empty(),
                        watch,
                        Optional.empty())
                .by(new Strategy(Strategy.Kind.BLUE_GREEN, List.of(), Analysis.none()))
                .from(template)
                .keeping(KEEP);
    }

    /** Writes until nothing is to be written, as the operator does in one look. */
    private RolloutState look() {
        effects.clear();
        for (int writes = 0; writes < 9; writes++) {
            Step step = RolloutMachine.next(facts());
            if (step.toPersist().isEmpty()) {
                effects.addAll(step.effects());
                return step.state();
            }
            record = step.toPersist().get();
        }
        throw new AssertionError("never at rest: " + record);
    }

    private Facts facts() {
        boolean first = record.sides().live() == Colour.BLUE;
        return new Facts(wanted, record, first ? blue : green, first ? green : blue, routed, verification, now)
                .hinderedBy(first ? new Hindrances("", ofGreen) : new Hindrances(ofGreen, ""));
    }

    private Optional<Standby.Stage> stage() {
        return record.sides().standby().map(Standby::stage);
    }

    /** Until the second Deployment has taken over and the Service sends clients there. */
    private void switched() {
        look();
        green = List.of(with(booting("x"), V2, TargetState.WARM), with(booting("y"), V2, TargetState.WARM));
        look();
        green = NEW;
        look();
        routed = Colour.GREEN;
        look();
    }

    @Test
    void theTargetGetsPodsOfItsOwnAndTheServingOnesHearNothingOfIt() {
        assertThat(look()).isInstanceOf(RolloutState.Pending.class);
        assertThat(record.sides().standby()).contains(new Standby(V2, T1, Standby.Stage.PREPARING));
        assertThat(effects).isEmpty();
        green = List.of(booting("x"), booting("y"));
        assertThat(look()).isEqualTo(new RolloutState.Loading(0, 2));
        assertThat(effects)
                .containsExactlyInAnyOrder(new Effect.TellTarget("x", 2, V2), new Effect.TellTarget("y", 2, V2));
    }

    @Test
    void nothingIsBuiltForAnArtifactThatWasNotAccepted() {
        verification = new Verification.Running("");
        assertThat(look()).isInstanceOf(RolloutState.Verifying.class);
        assertThat(stage()).contains(Standby.Stage.PLANNED);
        assertThat(Told.of(record, Colour.GREEN)).isEmpty();
        verification = new Verification.Refused("NotAMojo", "no zip");
        assertThat(look()).isInstanceOf(RolloutState.Failed.class);
        assertThat(stage()).isEmpty();
    }

    @Test
    void clientsAreSentThereOnceEveryPodServes() {
        look();
        green = List.of(with(booting("x"), V2, TargetState.WARM), booting("y"));
        assertThat(look()).isEqualTo(new RolloutState.Loading(1, 2));
        green = List.of(with(booting("x"), V2, TargetState.WARM), with(booting("y"), V2, TargetState.WARM));
        assertThat(look()).isEqualTo(new RolloutState.ReadyToSwitch(2));
        assertThat(record.epoch()).isEqualTo(1);
        assertThat(Told.of(record, Colour.GREEN).orElseThrow().active()).contains(V2);
        green = NEW;
        assertThat(look()).isEqualTo(new RolloutState.Switching(2, 2, 2));
        assertThat(record.sides().live()).isEqualTo(Colour.GREEN);
        assertThat(record.isSettled())
                .as("the Service still sends clients to the blue Pods")
                .isFalse();
        routed = Colour.GREEN;
        assertThat(look()).isInstanceOf(RolloutState.Succeeded.class);
        assertThat(record.sides().standby()).contains(new Standby(V1, T1, Standby.Stage.KEPT));
        assertThat(Told.of(record, Colour.BLUE)).contains(new Told(1, Optional.of(V1), Optional.empty(), true));
    }

    @Test
    void whatWasLeftGoesAfterTheWindow() {
        switched();
        Instant until = now.plus(KEEP);
        assertThat(RolloutMachine.due(wanted, record)).contains(until);
        now = until.minusSeconds(1);
        look();
        assertThat(stage()).contains(Standby.Stage.KEPT);
        now = now.plusSeconds(2);
        look();
        assertThat(stage()).isEmpty();
        assertThat(record.previous()).contains(V1);
        assertThat(RolloutMachine.due(wanted, record)).isEmpty();
    }

    @Test
    void anotherTemplateOfTheSameModelIsARolloutToo() {
        wanted = wanted(V1, T2, Optional.empty());
        look();
        assertThat(record.sides().standby()).contains(new Standby(V1, T2, Standby.Stage.PREPARING));
        green = List.of(with(booting("x"), V1, TargetState.WARM), with(booting("y"), V1, TargetState.WARM));
        look();
        green = List.of(pod("x", V1, 2), pod("y", V1, 2));
        look();
        routed = Colour.GREEN;
        assertThat(look()).isInstanceOf(RolloutState.Succeeded.class);
        assertThat(record.sides().template()).contains(T2);
        assertThat(record.epoch()).isEqualTo(2);
    }

    @Test
    void aTemplateThatWasGivenUpIsNotTriedAgainAndTheOldOneIsNotItsFault() {
        wanted = wanted(V1, T2, Optional.empty());
        look();
        now = now.plusSeconds(901);
        assertThat(look()).isInstanceOfSatisfying(RolloutState.Failed.class, f -> assertThat(
                        f.why().reason())
                .isEqualTo(Rejection.DEADLINE));
        assertThat(stage()).isEmpty();
        assertThat(record.sides().template()).contains(T1);
        wanted = wanted(V1, T1, Optional.empty());
        assertThat(look()).isInstanceOf(RolloutState.Succeeded.class);
    }

    @Test
    void podsThatFindNoPlaceEndWithTheDeadlineAndTheOldOnesServe() {
        look();
        green = List.of(PodReport.unreachable("x", false), PodReport.unreachable("y", false));
        now = now.plusSeconds(901);
        ofGreen = "No node takes x.";
        assertThat(look()).isInstanceOfSatisfying(RolloutState.Failed.class, f -> assertThat(
                        f.why().message())
                .as("the Pods go with their Deployment, and what stood in their way is known no more")
                .endsWith("Pods were warm after 900 s. No node takes x."));
        assertThat(record.serves(V1)).isTrue();
        assertThat(stage()).isEmpty();
    }

    @Test
    void aModelThatAPodRefusesTakesItsDeploymentAway() {
        look();
        green = List.of(with(booting("x"), V2, TargetState.REFUSED), booting("y"));
        assertThat(look()).isInstanceOf(RolloutState.Failed.class);
        assertThat(stage()).isEmpty();
        assertThat(record.serves(V1)).isTrue();
    }

    @Test
    void errorsInTheWindowSendClientsBack() {
        wanted = wanted(V2, T1, Optional.of(new Wanted.Watch(Duration.ofSeconds(60), 0)));
        switched();
        green = List.of(Scene.swapped(pod("x", V2, 2), 100, 3), pod("y", V2, 2));
        assertThat(look()).isInstanceOf(RolloutState.Switching.class);
        assertThat(record.epoch()).isEqualTo(3);
        assertThat(record.serves(V1)).isTrue();
        assertThat(record.sides().live()).isEqualTo(Colour.BLUE);
        routed = Colour.BLUE;
        look();
        assertThat(effects).singleElement().isInstanceOf(Effect.Commit.class);
        blue = List.of(pod("a", V1, 3), pod("b", V1, 3));
        assertThat(look()).isInstanceOf(RolloutState.RolledBack.class);
        assertThat(stage()).as("the bad ones go").isEmpty();
    }

    @Test
    void aRequestForTheWayBackIsHeardWhileItIsOpenAndAfterwards() {
        switched();
        wanted = wanted.asking(Map.of(Verb.ROLLBACK, "1"));
        look();
        assertThat(record.sides().live()).isEqualTo(Colour.BLUE);
        assertThat(record.serves(V1)).isTrue();
    }

    @Test
    void afterTheWindowTheWayBackIsASecondDeploymentAgain() {
        switched();
        now = now.plus(KEEP);
        look();
        blue = List.of();
        wanted = wanted.asking(Map.of(Verb.ROLLBACK, "1"));
        assertThat(look()).isInstanceOf(RolloutState.RollingBack.class);
        assertThat(record.sides().standby()).contains(new Standby(V1, T1, Standby.Stage.PREPARING));
    }

    @Test
    void anAbortWhileItLoadsTakesTheSecondDeploymentAway() {
        look();
        green = List.of(booting("x"), booting("y"));
        wanted = wanted.asking(Map.of(Verb.ABORT, "1"));
        assertThat(look()).isInstanceOf(RolloutState.Failed.class);
        assertThat(stage()).isEmpty();
        assertThat(record.heard().get(Verb.ABORT).done()).isTrue();
    }

    @Test
    void aThirdModelWaitsUntilThePodsOfTheSecondAreGone() {
        look();
        green = List.of(with(booting("x"), V2, TargetState.WARM), booting("y"));
        wanted = wanted(V3, T1, Optional.empty());
        look();
        assertThat(record.sides().standby()).contains(new Standby(V3, T1, Standby.Stage.PLANNED));
        green = List.of();
        look();
        assertThat(record.sides().standby()).contains(new Standby(V3, T1, Standby.Stage.PREPARING));
    }

    @Test
    void theFirstSpecAgainWithinTheWindowIsTheShortWayBack() {
        switched();
        wanted = wanted(V1, T1, Optional.empty());
        assertThat(look()).isInstanceOf(RolloutState.Switching.class);
        assertThat(record.sides().live()).isEqualTo(Colour.BLUE);
    }

    @Test
    void anotherStrategyTakesTheTargetIntoThePodsThatServe() {
        look();
        wanted = wanted.by(Strategy.hotSwap());
        look();
        assertThat(stage()).isEmpty();
        assertThat(effects).hasSize(2).allMatch(Effect.TellTarget.class::isInstance);
    }

    @Test
    void aPausedSwitchThatWasWrittenIsFinished() {
        look();
        green = List.of(with(booting("x"), V2, TargetState.WARM), with(booting("y"), V2, TargetState.WARM));
        look();
        green = NEW;
        look();
        routed = Colour.GREEN;
        wanted = new Wanted(
                        V2,
                        "request-2",
                        true,
                        2,
                        Duration.ofSeconds(900),
                        OptionalDouble.empty(),
                        Optional.empty(),
                        Optional.empty())
                .by(wanted.strategy())
                .from(T1)
                .keeping(KEEP);
        look();
        assertThat(record.isSettled()).isTrue();
    }

    @Test
    void inPlaceTheTemplateIsWrittenDownAsItChanges() {
        wanted = wanted(V1, T2, Optional.empty()).by(Strategy.hotSwap());
        assertThat(look()).isInstanceOf(RolloutState.Succeeded.class);
        assertThat(record.sides().template()).contains(T2);
        assertThat(record.epoch()).isEqualTo(1);
    }
}
