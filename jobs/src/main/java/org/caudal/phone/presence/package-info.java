/** Who is present where, hour by hour. */
@NullMarked
package org.caudal.phone.presence;

import org.jspecify.annotations.NullMarked;
