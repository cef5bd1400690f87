@NullMarked
package org.caudal.statistics.capture;

import org.jspecify.annotations.NullMarked;
