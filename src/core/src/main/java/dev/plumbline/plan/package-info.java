/**
 * The plan: what a platform becomes, as Kubernetes objects. Everything here is a pure function of a
 * {@link dev.plumbline.plan.ValidPlatform}, so the same platform gives the same bytes: no clock, no random number, no
 * client. Read {@link dev.plumbline.plan.PlatformPlanner} first; it names one builder per component.
 */
package dev.plumbline.plan;
