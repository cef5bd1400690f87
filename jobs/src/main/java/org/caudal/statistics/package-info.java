/** Estimators, intervals and disclosure arithmetic in plain Java, without Spark. */
@NullMarked
package org.caudal.statistics;

import org.jspecify.annotations.NullMarked;
