package dev.plumbline.generator.cel;

import dev.plumbline.views.View;

/** The view that a rule belongs to, by the first letters of its id. */
final class ViewOf {

    private ViewOf() {}

    static String rule(String id) {
        View view =
                switch (id.substring(0, id.indexOf('-'))) {
                    case "PHY" -> View.PHYSICAL;
                    case "LOG" -> View.LOGICAL;
                    case "PRO" -> View.PROCESS;
                    case "DEV" -> View.DEVELOPMENT;
                    case "SCN", "VIEW" -> View.SCENARIO;
                    default -> throw new IllegalArgumentException("no view has rules like " + id);
                };
        return view.title();
    }
}
