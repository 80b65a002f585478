module dev.plumbline/testcluster/pause

go 1.24.0
