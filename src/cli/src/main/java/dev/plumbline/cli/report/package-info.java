/** The formats in which a run is told: human, JSON, SARIF. */
package dev.plumbline.cli.report;
