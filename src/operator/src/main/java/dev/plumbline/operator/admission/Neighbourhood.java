package dev.plumbline.operator.admission;

import dev.plumbline.api.ModelRollout;
import dev.plumbline.views.PlatformLookup;
import java.util.List;

/** What the rules of a rollout need from around it. Implementations read live, never remember. */
public interface Neighbourhood {

    /** The platform of that name. */
    PlatformLookup platform(String namespace, String name);

    /** Every rollout of the namespace, the asked one included. */
    List<ModelRollout> rollouts(String namespace);
}
