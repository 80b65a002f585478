/** The webhook's certificate: made, stored, renewed and swapped without a restart. */
package dev.plumbline.operator.certificate;
