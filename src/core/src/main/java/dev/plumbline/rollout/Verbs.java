package dev.plumbline.rollout;

import java.util.Optional;

/** Carries out what users asked for by a verb, each request once. */
final class Verbs {

    private final Facts facts;
    private final Wanted wanted;
    private final Intent intent;

    Verbs(Facts facts) {
        this.facts = facts;
        this.wanted = facts.wanted();
        this.intent = facts.intent();
    }

    /** What the record becomes by the first request that was not carried out yet. */
    Optional<Intent> next() {
        for (Verb verb : Verb.values()) {
            String nonce = wanted.verbs().getOrDefault(verb, "");
            boolean known = Optional.ofNullable(intent.heard().get(verb))
                    .filter(h -> h.nonce().equals(nonce))
                    .isPresent();
            if (!nonce.isEmpty() && !known) {
                return Optional.of(carryOut(verb).recorded(verb, nonce, facts));
            }
        }
        return Optional.empty();
    }

    /** @param outcome one sentence for the user */
    private record Done(Intent intent, boolean done, String outcome) {

        Intent recorded(Verb verb, String nonce, Facts facts) {
            return intent.hearing(verb, new Heard(nonce, done, outcome, facts.now()));
        }
    }

    private Done carryOut(Verb verb) {
        return switch (verb) {
            case ABORT -> abort();
            case ROLLBACK -> rollback();
            case RETRY -> retry();
            case PROMOTE -> promote();
        };
    }

    private Done abort() {
        Optional<Rejection> before = intent.rejectionOf(wanted);
        if (before.isPresent()) {
            return nothing(ofPods(before.get().template()) + "version %s was given up before");
        }
        if (!intent.meets(wanted)) {
            return give(Rejection.ABORTED, false, "version %s is given up");
        }
        return PostSwitchWatch.until(facts).isPresent()
                ? give(Rejection.ABORTED, true, "version %s is taken back")
                : nothing("nothing is under way; version %s is active");
    }

    private Done rollback() {
        if (!intent.meets(wanted)) {
            return abort();
        }
        return BlueGreen.wayBack(intent).isPresent()
                ? give(Rejection.ROLLED_BACK, true, "version %s is taken back")
                : nothing("no model before version %s is known");
    }

    private Done retry() {
        return intent.rejectionOf(wanted)
                .map(r -> ofPods(r.template()) + "version %s is tried again")
                .map(outcome -> new Done(intent.retrying(wanted.model()), true, said(outcome)))
                .orElseGet(() -> nothing("version %s was not given up"));
    }

    private Done promote() {
        if (intent.prepares(wanted.model()) && wanted.strategy().kind().isTrial()) {
            Trial trial = intent.trial().orElseGet(() -> Trial.begun(facts.now()));
            return new Done(intent.trying(trial.promotedNow()), true, said("version %s does not wait for the rest"));
        }
        return nothing("version %s waits for nobody");
    }

    private Done give(String reason, boolean served, String outcome) {
        String template = BlueGreen.changed(facts, served);
        String said = said(ofPods(template) + outcome);
        var why =
                new Rejection(wanted.model(), wanted.request(), reason, said + " on request", "", facts.now(), served);
        return new Done(intent.rejecting(why.of(template)), true, said);
    }

    /** The model goes on; only what its Pods were to be made from does not come. */
    private static String ofPods(String template) {
        return template.isEmpty() ? "" : "the change of the Pods of ";
    }

    private Done nothing(String outcome) {
        return new Done(intent, false, said(outcome));
    }

    private String said(String outcome) {
        return outcome.formatted(wanted.model().version());
    }
}
