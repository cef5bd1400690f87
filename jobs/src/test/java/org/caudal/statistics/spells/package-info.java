/** Tests of estimators and intervals. */
@NullMarked
package org.caudal.statistics.spells;

import org.jspecify.annotations.NullMarked;
