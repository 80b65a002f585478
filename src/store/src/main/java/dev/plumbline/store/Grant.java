package dev.plumbline.store;

/** How far a request may reach, by what the platform lists. Loopback and metadata services are beyond each of them. */
enum Grant {
    /** The platform lists stores, and this is none of them. */
    NOTHING,
    PUBLIC,
    /** The platform lists this very place, so it may lie inside the cluster or the company. */
    PRIVATE
}
