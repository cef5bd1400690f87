/** Records of several registers that are of one person. */
@NullMarked
package org.caudal.register.link;

import org.jspecify.annotations.NullMarked;
