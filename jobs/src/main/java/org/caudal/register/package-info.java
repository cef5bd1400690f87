/** Administrative registers, and who is on none. */
@NullMarked
package org.caudal.register;

import org.jspecify.annotations.NullMarked;
