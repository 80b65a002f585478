/** Applying planned objects: one dependent class per Kubernetes kind, each a constructor and nothing more. */
package dev.plumbline.operator.children;
