/** Who came to stay and who left for good, from crossings of a border. */
@NullMarked
package org.caudal.statistics.border;

import org.jspecify.annotations.NullMarked;
