package dev.plumbline.views;

import dev.plumbline.api.ViewState;

/**
 * How one view fares.
 *
 * @param state Violated with a blocking finding; Exempted when all breaches are tolerated by an exemption, by the
 *     warning mode or by the profile; Unknown when something could not be judged; else Compliant
 * @param violations all breaches, tolerated or not
 */
public record ViewVerdict(View view, ViewState state, int violations) {}
