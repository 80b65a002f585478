package dev.plumbline.generator.cel;

import java.util.LinkedHashMap;
import java.util.Map;

/** PHY-13: no setting may be weaker than the restricted Pod security standard. */
final class SecurityRules {

    /** What is refused, and how it is named to the user. */
    private static final Map<String, String> REFUSED = new LinkedHashMap<>();

    static {
        REFUSED.put("self.?privileged.orValue(false)", "privileged");
        REFUSED.put("!self.?runAsNonRoot.orValue(true)", "runAsNonRoot false");
        REFUSED.put("self.?runAsUser.orValue(1) == 0", "runAsUser 0");
        REFUSED.put("!self.?readOnlyRootFilesystem.orValue(true)", "readOnlyRootFilesystem false");
        REFUSED.put("self.?allowPrivilegeEscalation.orValue(false)", "allowPrivilegeEscalation");
        REFUSED.put("self.?hostNetwork.orValue(false)", "hostNetwork");
        REFUSED.put("self.?hostPID.orValue(false)", "hostPID");
        REFUSED.put("self.?hostIPC.orValue(false)", "hostIPC");
        REFUSED.put(
                "has(self.capabilities) && has(self.capabilities.add) && self.capabilities.add.size() > 0",
                "capabilities.add");
    }

    private SecurityRules() {}

    static CelRule at(String path) {
        String rest = " is not allowed; containers run as non-root with no added capabilities.";
        Text text = Text.of("securityContext" + rest);
        for (Map.Entry<String, String> each :
                REFUSED.entrySet().stream().toList().reversed()) {
            text = Text.when(each.getKey(), Text.of("securityContext." + each.getValue() + rest), text);
        }
        return new CelRule(
                "PHY-13",
                path,
                "!(" + String.join(") && !(", REFUSED.keySet()) + ")",
                "containers run as non-root with a read-only root and no added capabilities.",
                text);
    }
}
