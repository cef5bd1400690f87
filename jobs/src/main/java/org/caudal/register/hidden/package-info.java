/** Hidden populations: how many victims, or missing, are on no list. */
@NullMarked
package org.caudal.register.hidden;

import org.jspecify.annotations.NullMarked;
