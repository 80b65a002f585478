package dev.plumbline.plan;

import dev.plumbline.api.ResourcesSpec;
import dev.plumbline.plan.ValidPlatform.Compute;
import io.fabric8.kubernetes.api.model.Quantity;

/** Resources with their defaults, quantities read into bytes. */
final class ValidCompute {
    private ValidCompute() {}

    static Compute of(ResourcesSpec given, String defaultMemory) {
        String memory = given == null || given.memory() == null ? defaultMemory : given.memory();
        String cpu = given == null ? null : given.cpu();
        return new Compute(cpu == null ? Defaults.CPU_REQUEST : cpu, cpu != null, bytes(memory));
    }

    static long bytes(String quantity) {
        return Quantity.getAmountInBytes(new Quantity(quantity)).longValueExact();
    }
}
