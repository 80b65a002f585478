package dev.plumbline.views.physical;

import dev.plumbline.views.Findings;
import dev.plumbline.views.Gate;
import dev.plumbline.views.PlatformSubject;
import dev.plumbline.views.Rule;
import dev.plumbline.views.RuleCard;
import dev.plumbline.views.View;

/** PHY-05: an own image says which version is inside. */
public final class PinnedImage extends Rule {

    public PinnedImage() {
        super(RuleCard.exemptible(
                "PHY-05",
                View.PHYSICAL,
                Gate.CRD,
                "Image not pinned to its version",
                "a custom image has no tag, the tag latest, or a tag unlike the version of its component.",
                """
                A MOJO is accepted only from the H2O version that the platform runs, and every node of a cloud must run
                the same one. A moving tag lets a restarted node come back with another version.""",
                "Tag the image with the component's version; a digest may follow the tag."));
    }

    @Override
    protected void platform(PlatformSubject subject, Findings out) {
        for (Part part : Part.of(subject)) {
            if (part.image() != null) {
                judge(part, tag(part.image()), out);
            }
        }
    }

    private static void judge(Part part, String tag, Findings out) {
        boolean fits = !tag.isEmpty() && !tag.equalsIgnoreCase("latest") && fits(part, tag);
        if (fits) {
            return;
        }
        var allowed = part.version() == null ? "a tag other than latest" : "tag " + part.version();
        var draft = out.at(part.path() + ".image").found(tag).allowed(allowed);
        var pins = part.version() == null ? part.title() : part.title() + " " + part.version();
        if (tag.isEmpty()) {
            draft.says("image has no tag and does not pin %s; use the tag of %s.version.", pins, part.path());
        } else {
            draft.says("image tag \"%s\" does not pin %s; use the tag of %s.version.", tag, pins, part.path());
        }
    }

    /** Postgres and Redis are named by their major version, and their images carry the minor and the base as well. */
    private static boolean fits(Part part, String tag) {
        if (part.version() == null || tag.equals(part.version())) {
            return true;
        }
        boolean byMajor = part.title().equals("Postgres") || part.title().equals("Redis");
        return byMajor && (tag.startsWith(part.version() + ".") || tag.startsWith(part.version() + "-"));
    }

    /** The tag of an image reference, empty without one. A colon before the last slash is a registry's port. */
    private static String tag(String image) {
        var undigested = image.contains("@") ? image.substring(0, image.indexOf('@')) : image;
        var last = undigested.substring(undigested.lastIndexOf('/') + 1);
        return last.contains(":") ? last.substring(last.indexOf(':') + 1) : "";
    }
}
