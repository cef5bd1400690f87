@NullMarked
package org.caudal.statistics.border;

import org.jspecify.annotations.NullMarked;
