/**
 * Which records are of one person: comparisons of fields, the model of Fellegi and Sunter fitted
 * without labels, and groups of records.
 */
@NullMarked
package org.caudal.statistics.linkage;

import org.jspecify.annotations.NullMarked;
