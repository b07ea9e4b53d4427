// A cluster on Azure Container Apps. Each silo is an app of its own with one replica and its own ports, because silos
// call one another directly and every address must lead to exactly one of them. State, reminders and the cluster's table
// are in a storage account, the read side is in PostgreSQL; both are entered with a managed identity, so no secret is in
// a file or in a setting.
targetScope = 'resourceGroup'

@description('Short name; part of every resource\'s name.')
@minLength(3)
@maxLength(12)
param environmentName string

param location string = resourceGroup().location

@description('Silos. Each is an app with ports of its own.')
@minValue(1)
@maxValue(10)
param silos int = 2

@description('The image of the silo; azd sets it after the first build. Empty until then: a sample stands in.')
param image string = ''

@description('The first admin key, at least 32 characters. Kept in the key vault.')
@secure()
@minLength(32)
param adminKey string

@description('32 random bytes in Base64 that seal the messengers\' tokens. Kept in the key vault.')
@secure()
param secretsKey string

var unique = uniqueString(resourceGroup().id, environmentName)
var tags = { 'azd-env-name': environmentName }

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${environmentName}-identity'
  location: location
  tags: tags
}

module network 'network.bicep' = {
  name: 'network'
  params: { name: environmentName, location: location, tags: tags }
}

module storage 'storage.bicep' = {
  name: 'storage'
  params: { name: 'rg${unique}', location: location, tags: tags, principalId: identity.properties.principalId }
}

module database 'postgres.bicep' = {
  name: 'postgres'
  params: {
    name: '${environmentName}-${unique}'
    location: location
    tags: tags
    principalId: identity.properties.principalId
    principalName: identity.name
    subnetId: network.outputs.databaseSubnetId
    networkId: network.outputs.networkId
  }
}

module vault 'vault.bicep' = {
  name: 'vault'
  params: {
    name: 'kv-${unique}'
    location: location
    tags: tags
    principalId: identity.properties.principalId
    adminKey: adminKey
    secretsKey: secretsKey
  }
}

resource registry 'Microsoft.ContainerRegistry/registries@2023-11-01-preview' = {
  name: 'cr${unique}'
  location: location
  tags: tags
  sku: { name: 'Basic' }
  properties: { adminUserEnabled: false }
}

var pullRole = subscriptionResourceId(
  'Microsoft.Authorization/roleDefinitions', '7f951dda-4ed3-4680-a7ca-43fe172d538d')

resource mayPull 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(registry.id, identity.id, pullRole)
  scope: registry
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: pullRole
  }
}

resource logs 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: '${environmentName}-logs'
  location: location
  tags: tags
  properties: { sku: { name: 'PerGB2018' }, retentionInDays: 30 }
}

resource environment 'Microsoft.App/managedEnvironments@2024-03-01' = {
  name: '${environmentName}-apps'
  location: location
  tags: tags
  properties: {
    vnetConfiguration: { infrastructureSubnetId: network.outputs.appsSubnetId, internal: false }
    workloadProfiles: [ { name: 'Consumption', workloadProfileType: 'Consumption' } ]
    appLogsConfiguration: {
      destination: 'log-analytics'
      logAnalyticsConfiguration: {
        customerId: logs.properties.customerId
        #disable-next-line use-secure-value-for-secure-inputs
        sharedKey: logs.listKeys().primarySharedKey
      }
    }
  }
}

module silo 'silo.bicep' = [for i in range(1, silos): {
  name: 'silo-${i}'
  params: {
    name: 'silo-${i}'
    location: location
    tags: union(tags, { 'azd-service-name': 'silo-${i}' })
    environmentId: environment.id
    identityId: identity.id
    clientId: identity.properties.clientId
    registry: registry.properties.loginServer
    image: empty(image) ? 'mcr.microsoft.com/dotnet/samples:aspnetapp' : image
    isBuilt: !empty(image)
    // Ports are the environment's, so each silo has its own.
    siloPort: 11110 + i
    tableEndpoint: storage.outputs.tableEndpoint
    databaseHost: database.outputs.host
    databaseUser: identity.name
    adminKeyUri: vault.outputs.adminKeyUri
    secretsKeyUri: vault.outputs.secretsKeyUri
  }
  dependsOn: [ mayPull ]
}]

output AZURE_CONTAINER_REGISTRY_ENDPOINT string = registry.properties.loginServer
output SILO_URLS array = [for i in range(0, silos): silo[i].outputs.url]
