// Stands in the bundle for what dockerode brings along and Portolan never calls: its own SSH client
// (ours is the user's ssh).
