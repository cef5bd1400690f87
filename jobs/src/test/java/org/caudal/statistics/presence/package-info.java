@NullMarked
package org.caudal.statistics.presence;

import org.jspecify.annotations.NullMarked;
