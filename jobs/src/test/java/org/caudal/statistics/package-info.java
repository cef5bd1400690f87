/** Tests of estimators and intervals. */
@NullMarked
package org.caudal.statistics;

import org.jspecify.annotations.NullMarked;
