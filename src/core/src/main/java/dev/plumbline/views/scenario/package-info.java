/** Rules of the scenario view: rollouts, swaps, drift, validation, exemptions. One rule per class. */
package dev.plumbline.views.scenario;
