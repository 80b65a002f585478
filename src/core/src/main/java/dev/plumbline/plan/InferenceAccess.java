package dev.plumbline.plan;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What an inference Pod may ask of the API server: to read the ConfigMaps that it is told to, by name. */
final class InferenceAccess {

    private InferenceAccess() {}

    static Role role(ObjectMeta meta, String epoch, Collection<String> models) {
        List<String> names = new ArrayList<>(List.of(epoch));
        names.addAll(models);
        return new RoleBuilder()
                .withMetadata(meta)
                .addNewRule()
                .withApiGroups("")
                .withResources("configmaps")
                .withResourceNames(names)
                .withVerbs("get")
                .endRule()
                .build();
    }

    static RoleBinding binding(ObjectMeta meta, String namespace) {
        return new RoleBindingBuilder()
                .withMetadata(meta)
                .withNewRoleRef("rbac.authorization.k8s.io", "Role", meta.getName())
                .withSubjects(new Subject(null, "ServiceAccount", meta.getName(), namespace))
                .build();
    }
}
