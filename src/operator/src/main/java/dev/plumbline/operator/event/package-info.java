/** Kubernetes Events, written on transitions only. */
package dev.plumbline.operator.event;
