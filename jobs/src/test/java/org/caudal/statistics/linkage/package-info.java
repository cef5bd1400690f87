/** Tests of linkage against Splink and against arithmetic. */
@NullMarked
package org.caudal.statistics.linkage;

import org.jspecify.annotations.NullMarked;
