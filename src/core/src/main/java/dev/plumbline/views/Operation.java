package dev.plumbline.views;

/** Why a manifest is judged. */
public enum Operation {
    CREATE,
    UPDATE,
    DELETE,
    /** A file, without a cluster: rules that compare with the object in the cluster cannot be judged. */
    REVIEW,
    /** The object in the cluster as it stands, in the reconciler: nothing changes, so there is nothing to compare. */
    RUNNING
}
